-- The last write by which each server showed that the database takes writes.

CREATE TABLE heartbeats (
    node TEXT NOT NULL PRIMARY KEY,
    beat_at BIGINT NOT NULL
) WITHOUT ROWID;
