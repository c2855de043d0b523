-- Surveys and what they ask. Instants are microseconds since the epoch, JSON is text.

CREATE TABLE surveys (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    revision_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE revisions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    survey_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    definition TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (survey_id, number)
);

-- People and purchases.

CREATE TABLE customers (
    id INTEGER NOT NULL PRIMARY KEY,
    email TEXT UNIQUE,
    phone TEXT,
    name TEXT,
    language TEXT,
    time_zone TEXT,
    country TEXT,
    source TEXT,
    external_id TEXT,
    properties TEXT NOT NULL DEFAULT '{}',
    consents TEXT NOT NULL DEFAULT '{}',
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX customers_phone ON customers (phone) WHERE phone IS NOT NULL;
CREATE INDEX customers_external ON customers (source, external_id) WHERE external_id IS NOT NULL;

CREATE TABLE orders (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id BIGINT NOT NULL REFERENCES customers (id),
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    number TEXT NOT NULL,
    placed_at BIGINT NOT NULL,
    fulfilled_at BIGINT,
    delivered_at BIGINT,
    cancelled_at BIGINT,
    location TEXT,
    products TEXT NOT NULL DEFAULT '[]',
    properties TEXT NOT NULL DEFAULT '{}',
    to_plan BOOLEAN NOT NULL,
    unasked TEXT NOT NULL DEFAULT '{}',
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (source, external_id)
);
CREATE INDEX orders_to_plan ON orders (id) WHERE to_plan;
CREATE INDEX orders_customer ON orders (customer_id);

-- Asking: one invitation a subject, however many deliveries.

CREATE TABLE invitations (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    survey_id BIGINT NOT NULL REFERENCES surveys (id),
    subject TEXT NOT NULL,
    customer_id BIGINT REFERENCES customers (id),
    order_id BIGINT REFERENCES orders (id),
    token TEXT NOT NULL UNIQUE,
    unsubscribe_token TEXT NOT NULL UNIQUE,
    revision_id BIGINT,
    properties TEXT NOT NULL DEFAULT '{}',
    sent_at BIGINT,
    expires_at BIGINT,
    answered_at BIGINT,
    created_at BIGINT NOT NULL,
    UNIQUE (survey_id, subject)
);
CREATE INDEX invitations_customer ON invitations (customer_id);
CREATE INDEX invitations_order ON invitations (order_id);

CREATE TABLE deliveries (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    invitation_id BIGINT NOT NULL REFERENCES invitations (id),
    kind TEXT NOT NULL,
    number BIGINT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    due_at BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    attempted_at BIGINT,
    handed_over BOOLEAN NOT NULL,
    lease TEXT,
    leased_until BIGINT,
    sent_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (invitation_id, kind, number)
);
-- Not partial: the state comes as a bound value, and a plan is made without looking at values.
CREATE INDEX deliveries_next ON deliveries (state, next_attempt_at);
CREATE INDEX deliveries_leased ON deliveries (state, leased_until);
CREATE INDEX deliveries_attempted ON deliveries (attempted_at) WHERE attempted_at IS NOT NULL;

CREATE TABLE touchpoints (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL UNIQUE,
    survey_id BIGINT NOT NULL REFERENCES surveys (id),
    name TEXT NOT NULL,
    location TEXT,
    active BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

-- Suppressions outlive the customer: a keyed hash of the address.

CREATE TABLE suppressions (
    hash TEXT NOT NULL PRIMARY KEY,
    customer_id BIGINT,
    cause TEXT NOT NULL,
    created_at BIGINT NOT NULL
) WITHOUT ROWID;

-- Answers. `entry` is what was counted for the answer, frozen, so that it can be taken back.

CREATE TABLE responses (
    id INTEGER NOT NULL PRIMARY KEY,
    survey_id BIGINT NOT NULL REFERENCES surveys (id),
    revision_id BIGINT NOT NULL REFERENCES revisions (id),
    invitation_id BIGINT UNIQUE REFERENCES invitations (id),
    touchpoint_id BIGINT REFERENCES touchpoints (id),
    submission_id TEXT,
    score BIGINT NOT NULL,
    comment TEXT,
    answers TEXT NOT NULL,
    language TEXT NOT NULL,
    channel TEXT NOT NULL,
    origin TEXT NOT NULL,
    entry TEXT NOT NULL,
    answered_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
-- Partial: most answers have no submission, and an index entry each would be a random page to write.
CREATE UNIQUE INDEX responses_submission ON responses (submission_id) WHERE submission_id IS NOT NULL;
CREATE INDEX responses_updated ON responses (updated_at);
CREATE INDEX responses_commented ON responses (survey_id, answered_at) WHERE comment IS NOT NULL;

CREATE TABLE response_edits (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    response_id BIGINT NOT NULL REFERENCES responses (id),
    score BIGINT NOT NULL,
    comment TEXT,
    answers TEXT NOT NULL,
    edited_at BIGINT NOT NULL
);
CREATE INDEX response_edits_response ON response_edits (response_id);

CREATE TABLE events (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    response_id BIGINT,
    delivery_id BIGINT,
    created_at BIGINT NOT NULL
);

-- Counting: entries wait to be folded into tallies, from which the site is drawn.

CREATE TABLE entries (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    body TEXT NOT NULL
);

CREATE TABLE tallies (
    survey_id BIGINT NOT NULL,
    grain TEXT NOT NULL,
    measure TEXT NOT NULL,
    dimension TEXT NOT NULL,
    member TEXT NOT NULL,
    period TEXT NOT NULL,
    value TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (survey_id, grain, measure, dimension, member, period, value)
) WITHOUT ROWID;

CREATE TABLE publications (
    version BIGINT NOT NULL PRIMARY KEY,
    built_at BIGINT NOT NULL
);

-- Access.

CREATE TABLE users (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    password_hash TEXT,
    created_at BIGINT NOT NULL
);

CREATE TABLE sessions (
    hash TEXT NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE sign_in_links (
    hash TEXT NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES users (id),
    expires_at BIGINT NOT NULL,
    used_at BIGINT
) WITHOUT ROWID;

-- The house itself: leases of ticks, and single values.

CREATE TABLE leases (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
