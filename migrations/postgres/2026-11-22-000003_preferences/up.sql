-- What people asked for short of "never": like a suppression a keyed hash of the address, which
-- outlives the customer.

CREATE TABLE preferences (
    hash TEXT NOT NULL PRIMARY KEY,
    customer_id BIGINT,
    interval_seconds BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX preferences_customer ON preferences (customer_id) WHERE customer_id IS NOT NULL;
