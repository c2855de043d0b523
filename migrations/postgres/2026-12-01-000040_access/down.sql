DROP TABLE failed_sign_ins;
ALTER TABLE sessions DROP COLUMN choose_until;
ALTER TABLE sessions DROP COLUMN fresh_at;
ALTER TABLE sessions DROP COLUMN last_seen_at;
