-- What came back about mails of ours: bounces and complaints, each once. No address, no words.

CREATE TABLE bounces (
    key TEXT NOT NULL PRIMARY KEY,
    delivery_id BIGINT NOT NULL REFERENCES deliveries (id),
    hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    weight TEXT NOT NULL,
    status TEXT,
    reply_code BIGINT,
    created_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX bounces_hash ON bounces (hash, created_at);
CREATE INDEX bounces_delivery ON bounces (delivery_id);
