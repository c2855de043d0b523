DROP INDEX bursts_unapplied;
ALTER TABLE bursts DROP COLUMN applied_at;
ALTER TABLE rushes DROP COLUMN day_peak;
ALTER TABLE rushes DROP COLUMN day_n;
ALTER TABLE rushes DROP COLUMN asked;
