DROP TABLE audit_log;
DROP INDEX orders_placed;
ALTER TABLE invitations DROP COLUMN given_at;
DROP TABLE cards;
DROP TABLE batches;
