DROP INDEX suppressions_customer;
ALTER TABLE invitations DROP COLUMN reached_at;
CREATE INDEX deliveries_attempted ON deliveries (attempted_at) WHERE attempted_at IS NOT NULL;
DROP TABLE mail_budget;
