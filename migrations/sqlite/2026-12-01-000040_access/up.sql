-- When a session was last used at all, when last for a page that shows a person, and until when its
-- user may choose a password without giving the present one: shortly after a one-time link.

ALTER TABLE sessions ADD COLUMN last_seen_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN fresh_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN choose_until BIGINT;
UPDATE sessions SET last_seen_at = created_at, fresh_at = created_at;

-- Failed sign-ins, a row an hour for each user and source: whoever guesses must not fill the disk.
-- `name` is a user's, or empty where there is none of the name that was typed; `source` is a keyed
-- hash of the network, or empty for all that are too many to tell apart.

CREATE TABLE failed_sign_ins (
    hour BIGINT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    tries BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (hour, name, source)
) WITHOUT ROWID;
