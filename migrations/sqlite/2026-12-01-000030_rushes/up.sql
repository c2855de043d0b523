-- How often proof was asked for in a slot, and what a whole day had.
ALTER TABLE rushes ADD COLUMN asked BIGINT NOT NULL DEFAULT 0;
ALTER TABLE rushes ADD COLUMN day_n BIGINT NOT NULL DEFAULT 0;
ALTER TABLE rushes ADD COLUMN day_peak BIGINT NOT NULL DEFAULT 0;

-- When what was decided about a burst had been done to all of its answers.
ALTER TABLE bursts ADD COLUMN applied_at BIGINT;
UPDATE bursts SET applied_at = settled_at;
CREATE INDEX bursts_unapplied ON bursts (id) WHERE applied_at IS NULL AND settled_at IS NOT NULL;
