-- The archive's fourth version: a full-text index a table, by the names that Datasette and other clients look for. They hold
-- the words' places only; the texts stand in the tables. `search`, over both, is what `albero search` asks.
CREATE VIRTUAL TABLE objectives_fts USING fts5 (
    title, description, content = 'objectives', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE indicators_fts USING fts5 (
    name, algorithm, content = 'indicators', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO objectives_fts (objectives_fts) VALUES ('rebuild');
INSERT INTO indicators_fts (indicators_fts) VALUES ('rebuild');
CREATE TRIGGER objectives_fts_takes AFTER INSERT ON objectives BEGIN
    INSERT INTO objectives_fts (rowid, title, description) VALUES (new.id, new.title, new.description);
END;
CREATE TRIGGER objectives_fts_forgets AFTER DELETE ON objectives BEGIN
    INSERT INTO objectives_fts (objectives_fts, rowid, title, description) VALUES ('delete', old.id, old.title, old.description);
END;
CREATE TRIGGER objectives_fts_changes AFTER UPDATE OF title, description ON objectives BEGIN
    INSERT INTO objectives_fts (objectives_fts, rowid, title, description) VALUES ('delete', old.id, old.title, old.description);
    INSERT INTO objectives_fts (rowid, title, description) VALUES (new.id, new.title, new.description);
END;
CREATE TRIGGER indicators_fts_takes AFTER INSERT ON indicators BEGIN
    INSERT INTO indicators_fts (rowid, name, algorithm) VALUES (new.id, new.name, new.algorithm);
END;
CREATE TRIGGER indicators_fts_forgets AFTER DELETE ON indicators BEGIN
    INSERT INTO indicators_fts (indicators_fts, rowid, name, algorithm) VALUES ('delete', old.id, old.name, old.algorithm);
END;
CREATE TRIGGER indicators_fts_changes AFTER UPDATE OF name, algorithm ON indicators BEGIN
    INSERT INTO indicators_fts (indicators_fts, rowid, name, algorithm) VALUES ('delete', old.id, old.name, old.algorithm);
    INSERT INTO indicators_fts (rowid, name, algorithm) VALUES (new.id, new.name, new.algorithm);
END;

-- With the number by which indicators_fts knows a row.
DROP VIEW indicators_flat;
CREATE VIEW indicators_flat AS
    SELECT plans.entity, plans.year, documents.name AS document,
        sections.code AS area_code, sections.title AS area,
        objectives.code AS objective_code, objectives.title AS objective,
        (SELECT group_concat(unit, '; ') FROM (SELECT unit FROM objective_units
            WHERE objective_id = objectives.id ORDER BY position)) AS units,
        indicators.code AS indicator_id, indicators.name AS indicator, indicators.typology, indicators.weight,
        indicators.algorithm, indicators.baseline, indicators.baseline_value,
        (SELECT group_concat(coalesce(year || ': ', '') || text, '; ') FROM (SELECT year, text FROM targets
            WHERE indicator_id = indicators.id ORDER BY position)) AS targets,
        (SELECT value FROM targets WHERE indicator_id = indicators.id
            ORDER BY targets.year IS NOT plans.year, position LIMIT 1) AS target_value, -- of the plan's year, else the first
        (SELECT unit FROM targets WHERE indicator_id = indicators.id
            ORDER BY targets.year IS NOT plans.year, position LIMIT 1) AS target_unit,
        (SELECT group_concat(coalesce(year || ': ', '') || coalesce(text, achieved, ''), '; ') FROM
            (SELECT year, text, achieved FROM results WHERE indicator_id = indicators.id ORDER BY position)) AS results,
        indicators.page, indicators.id
    FROM newest_plans AS plans
    JOIN documents ON documents.id = plans.document_id
    JOIN indicators ON indicators.plan_id = plans.document_id
    JOIN objectives ON objectives.id = indicators.objective_id
    JOIN sections ON sections.id = objectives.section_id;
