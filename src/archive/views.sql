-- The archive's third version: flat views for people and for Datasette.

-- A row an indicator of the newest plans, with all that it stands in.
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
        indicators.page
    FROM newest_plans AS plans
    JOIN documents ON documents.id = plans.document_id
    JOIN indicators ON indicators.plan_id = plans.document_id
    JOIN objectives ON objectives.id = indicators.objective_id
    JOIN sections ON sections.id = objectives.section_id;

-- A row a finding of the newest plans, with body, year and page.
CREATE VIEW findings_flat AS
    SELECT plans.entity, plans.year, documents.name AS document, findings.severity, findings.code, findings.name,
        findings.node, findings.message, findings.quoted,
        json_extract(findings.json, '$.locations[0].page') AS page
    FROM newest_plans AS plans
    JOIN documents ON documents.id = plans.document_id
    JOIN findings ON findings.plan_id = plans.document_id;
