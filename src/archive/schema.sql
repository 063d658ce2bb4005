-- The archive's first version. Comments stay in the schema: `.schema` in the sqlite3 shell shows them.
CREATE TABLE documents (
    id          INTEGER PRIMARY KEY AUTOINCREMENT, -- in the order of import: of two for one entity and year, the greater is newer
    sha256      TEXT NOT NULL UNIQUE, -- of the document's bytes, in hexadecimal
    name        TEXT,                -- file name without folders
    size_bytes  INTEGER NOT NULL,
    imported_at TEXT NOT NULL        -- UTC, RFC 3339
) STRICT;

CREATE TABLE plans (
    document_id   INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    entity        TEXT,              -- the public body: from the document, or as given on import
    year          INTEGER,           -- the plan's year: from the document, or as given on import
    title         TEXT,
    baseline_year INTEGER,           -- of the column Valore AAAA
    period_start  INTEGER,           -- first year of the triennium
    period_end    INTEGER,           -- last year of the triennium, inclusive
    format        TEXT NOT NULL,     -- pdf or text
    page_count    INTEGER NOT NULL,
    unrecognized  INTEGER NOT NULL,  -- how many pieces of text are in no field
    notes         TEXT NOT NULL,     -- what the reader noticed, as JSON: pages without text, unread pages, ...
    json          TEXT NOT NULL      -- the plan JSON, as albero parse --compact writes it
) STRICT;
CREATE INDEX plans_by_entity ON plans (entity, year);

-- The newest plan of each entity and year. A plan of which either is not known is not known to be newer than another.
CREATE VIEW newest_plans AS
    SELECT * FROM plans AS own WHERE NOT EXISTS (
        SELECT 1 FROM plans AS other
        WHERE other.entity = own.entity AND other.year = own.year AND other.document_id > own.document_id
    );

CREATE TABLE sections (
    id       INTEGER PRIMARY KEY,
    plan_id  INTEGER NOT NULL REFERENCES plans (document_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,       -- in the plan, from 0
    code     TEXT,                   -- as printed
    title    TEXT,
    kind     TEXT NOT NULL           -- strategic_area, special_agency, position
) STRICT;
CREATE INDEX sections_of_plan ON sections (plan_id);

CREATE TABLE objectives (
    id          INTEGER PRIMARY KEY,
    plan_id     INTEGER NOT NULL REFERENCES plans (document_id) ON DELETE CASCADE,
    section_id  INTEGER NOT NULL REFERENCES sections (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,    -- in the section, from 0
    code        TEXT,                -- as printed: 01.01, Az_7.1
    title       TEXT NOT NULL,
    kind        TEXT NOT NULL,       -- operational, individual
    weight      REAL,                -- percent of the section; exact in the plan JSON
    description TEXT,
    page        INTEGER              -- physical page on which it begins, from 1
) STRICT;
CREATE INDEX objectives_of_plan ON objectives (plan_id, code);
CREATE INDEX objectives_of_section ON objectives (section_id);

CREATE TABLE objective_units (
    objective_id INTEGER NOT NULL REFERENCES objectives (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,   -- as printed, from 0
    unit         TEXT NOT NULL,      -- responsible organizational unit
    PRIMARY KEY (objective_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicators (
    id             INTEGER PRIMARY KEY,
    plan_id        INTEGER NOT NULL REFERENCES plans (document_id) ON DELETE CASCADE,
    objective_id   INTEGER NOT NULL REFERENCES objectives (id) ON DELETE CASCADE,
    position       INTEGER NOT NULL, -- in the objective, from 0
    code           TEXT NOT NULL,    -- id in the plan JSON: 01.01#1
    name           TEXT NOT NULL,
    weight         REAL,             -- percent of the objective; exact in the plan JSON
    typology       TEXT,
    algorithm      TEXT,             -- the whole cell
    numerator      TEXT,             -- of a ratio
    denominator    TEXT,             -- of a ratio
    baseline_year  INTEGER,
    baseline       TEXT,             -- last year's value, as printed
    baseline_value REAL,
    baseline_date  TEXT,             -- YYYY-MM-DD
    baseline_unit  TEXT,             -- unit of measure
    page           INTEGER           -- physical page on which it begins, from 1
) STRICT;
CREATE INDEX indicators_of_plan ON indicators (plan_id);
CREATE INDEX indicators_of_objective ON indicators (objective_id);

CREATE TABLE targets (
    indicator_id INTEGER NOT NULL REFERENCES indicators (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,   -- target column, from 0
    year         INTEGER,
    text         TEXT NOT NULL,      -- as printed
    kind         TEXT NOT NULL,      -- threshold, deadline, range, boolean, text
    comparator   TEXT,               -- >=, <=, =, >, <
    value        REAL,               -- of a range the lower one; exact in the plan JSON
    upper        REAL,               -- of a range
    date         TEXT,               -- YYYY-MM-DD
    unit         TEXT,               -- unit of measure
    PRIMARY KEY (indicator_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
    plan_id     INTEGER NOT NULL REFERENCES plans (document_id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,    -- in the document's order, from 0
    code        TEXT NOT NULL,       -- ALB302
    name        TEXT NOT NULL,       -- target-inverted
    severity    TEXT NOT NULL,       -- error, warning, info
    message     TEXT NOT NULL,
    node        TEXT,                -- section, objective or indicator
    pointer     TEXT NOT NULL,       -- JSON Pointer into the plan JSON
    quoted      TEXT,                -- printed words
    fingerprint TEXT NOT NULL,
    json        TEXT NOT NULL,       -- the finding as albero check --output-format json writes it
    PRIMARY KEY (plan_id, position)
) STRICT, WITHOUT ROWID;

-- Full-text index: a row an objective (title) and a row an indicator (name, algorithm).
CREATE VIRTUAL TABLE search USING fts5 (
    title, name, algorithm, plan_id UNINDEXED, objective_id UNINDEXED, indicator_id UNINDEXED,
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER search_forgets AFTER DELETE ON plans BEGIN
    DELETE FROM search WHERE plan_id = old.document_id;
END;
