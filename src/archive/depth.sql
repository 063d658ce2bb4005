-- The archive's second version: the tree as deep as the document, and where each plan came from. No column has a name that
-- another table of the first version has: a query that joins them goes on naming it alone.
ALTER TABLE plans ADD COLUMN plan_kind TEXT;               -- report, where the document tells results
ALTER TABLE plans ADD COLUMN approval TEXT;           -- the act, as printed
ALTER TABLE plans ADD COLUMN approval_date TEXT;      -- YYYY-MM-DD
ALTER TABLE plans ADD COLUMN draft INTEGER NOT NULL DEFAULT 0; -- 1: its name, title, act or a running head says that it is one (bozza)
ALTER TABLE plans ADD COLUMN entity_folded TEXT;      -- the public body without case, accents, signs and spaces
ALTER TABLE plans ADD COLUMN run INTEGER NOT NULL DEFAULT 0;   -- which import brought it, counted from 1; 0: before this was counted
ALTER TABLE plans ADD COLUMN place INTEGER NOT NULL DEFAULT 0; -- its place in that import's input, from 0
ALTER TABLE plans ADD COLUMN origin TEXT NOT NULL DEFAULT 'document'; -- document: read from its bytes; plan_json: from a plan JSON that names it
ALTER TABLE plans ADD COLUMN origin_name TEXT;        -- of a plan JSON: its file name without folders
ALTER TABLE plans ADD COLUMN origin_sha256 TEXT;      -- of a plan JSON: SHA-256 of its own bytes
ALTER TABLE plans ADD COLUMN checksum TEXT;           -- SHA-256 of the column json
CREATE INDEX plans_by_body ON plans (entity_folded, year);

ALTER TABLE sections ADD COLUMN parent_id INTEGER REFERENCES sections (id) ON DELETE CASCADE; -- the section that holds it
ALTER TABLE sections ADD COLUMN json_pointer TEXT;         -- JSON Pointer into the plan JSON
CREATE INDEX sections_of_section ON sections (parent_id);

ALTER TABLE objectives ADD COLUMN parent_id INTEGER REFERENCES objectives (id) ON DELETE CASCADE; -- the objective that holds it
ALTER TABLE objectives ADD COLUMN json_pointer TEXT;       -- JSON Pointer into the plan JSON
ALTER TABLE objectives ADD COLUMN responsible TEXT;   -- a JSON list
ALTER TABLE objectives ADD COLUMN stakeholders TEXT;  -- a JSON list
ALTER TABLE objectives ADD COLUMN start_text TEXT;    -- as printed
ALTER TABLE objectives ADD COLUMN start_date TEXT;    -- YYYY-MM-DD
ALTER TABLE objectives ADD COLUMN end_text TEXT;
ALTER TABLE objectives ADD COLUMN end_date TEXT;
ALTER TABLE objectives ADD COLUMN printed_notes TEXT;
ALTER TABLE objectives ADD COLUMN other TEXT;         -- a JSON list of label and text
CREATE INDEX objectives_of_objective ON objectives (parent_id);

ALTER TABLE indicators ADD COLUMN json_pointer TEXT;       -- JSON Pointer into the plan JSON
ALTER TABLE indicators ADD COLUMN own_code TEXT;      -- as printed: OS14.2
ALTER TABLE indicators ADD COLUMN own_unit TEXT;          -- the column Unità di misura
ALTER TABLE indicators ADD COLUMN source TEXT;        -- Fonte dei dati
ALTER TABLE indicators ADD COLUMN printed_notes TEXT;
ALTER TABLE indicators ADD COLUMN other TEXT;         -- a JSON list of label and text

ALTER TABLE targets ADD COLUMN levels TEXT;           -- of a graded target, a JSON list
ALTER TABLE targets ADD COLUMN relative_to INTEGER;   -- of a relative target, the year against which it is measured

CREATE TABLE phases (
    id           INTEGER PRIMARY KEY,
    objective_id INTEGER NOT NULL REFERENCES objectives (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL, -- in the objective, from 0
    code         TEXT,             -- its number or code, as printed
    name         TEXT NOT NULL,
    weight       REAL,
    start_text   TEXT,
    start_date   TEXT,             -- YYYY-MM-DD
    end_text     TEXT,
    end_date     TEXT,
    months       TEXT,             -- a JSON list of the months marked, 1 to 12
    expected     TEXT,             -- Risultato atteso
    progress     TEXT,             -- Stato di avanzamento
    page         INTEGER
) STRICT;
CREATE INDEX phases_of_objective ON phases (objective_id);

-- Further past values, oldest first; the latest is in indicators.baseline.
CREATE TABLE history (
    indicator_id INTEGER NOT NULL REFERENCES indicators (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    year         INTEGER,
    text         TEXT NOT NULL,
    value        REAL,
    date         TEXT,
    unit         TEXT,
    PRIMARY KEY (indicator_id, position)
) STRICT, WITHOUT ROWID;

-- What was reached: of an indicator, or of an objective without indicators.
CREATE TABLE results (
    id             INTEGER PRIMARY KEY,
    objective_id   INTEGER NOT NULL REFERENCES objectives (id) ON DELETE CASCADE,
    indicator_id   INTEGER REFERENCES indicators (id) ON DELETE CASCADE,
    position       INTEGER NOT NULL,
    year           INTEGER,
    text           TEXT,            -- as printed
    value          REAL,
    date           TEXT,
    unit           TEXT,
    achieved       TEXT,            -- % raggiungimento, as printed
    achieved_value REAL,
    gap            TEXT,            -- Scostamento, as printed
    gap_value      REAL,
    gap_unit       TEXT
) STRICT;
CREATE INDEX results_of_objective ON results (objective_id);
CREATE INDEX results_of_indicator ON results (indicator_id);

-- The newest plan of each body and year, and the newest report. A draft is older than what is none; then the later date of
-- approval counts, where each of them prints one; then the later import, and the place in the input of one. Never is it a
-- matter of which was read first.
DROP VIEW newest_plans;
CREATE VIEW newest_plans AS
    SELECT * FROM plans AS own WHERE NOT EXISTS (
        SELECT 1 FROM plans AS other
        WHERE other.entity_folded = own.entity_folded AND other.year = own.year AND other.plan_kind IS own.plan_kind
            AND (1 - other.draft, CASE WHEN EXISTS (
                    SELECT 1 FROM plans AS undated
                    WHERE undated.entity_folded = own.entity_folded AND undated.year = own.year
                        AND undated.plan_kind IS own.plan_kind AND undated.approval_date IS NULL
                ) THEN '' ELSE other.approval_date END, other.run, other.place, other.document_id)
              > (1 - own.draft, CASE WHEN EXISTS (
                    SELECT 1 FROM plans AS undated
                    WHERE undated.entity_folded = own.entity_folded AND undated.year = own.year
                        AND undated.plan_kind IS own.plan_kind AND undated.approval_date IS NULL
                ) THEN '' ELSE own.approval_date END, own.run, own.place, own.document_id)
    );
