DROP TABLE bursts;
DROP TABLE device_traces;
DROP TABLE rushes;
DROP TABLE held_responses;
ALTER TABLE touchpoints DROP COLUMN closed_at;
ALTER TABLE touchpoints DROP COLUMN shared_device;
ALTER TABLE touchpoints DROP COLUMN properties;
ALTER TABLE touchpoints DROP COLUMN kind;
