-- What staff printed: a batch is one press of the button. `options` and `selection` are JSON objects,
-- `left_out` is a JSON array of what was selected and not printed, each with its reason. A batch whose
-- file nobody has had yet has no `written_at`.

CREATE TABLE batches (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    survey_id BIGINT NOT NULL REFERENCES surveys (id),
    kind TEXT NOT NULL,
    printed_by TEXT NOT NULL,
    sheet TEXT NOT NULL,
    design TEXT NOT NULL,
    language TEXT,
    options TEXT NOT NULL DEFAULT '{}',
    selection TEXT NOT NULL DEFAULT '{}',
    left_out TEXT NOT NULL DEFAULT '[]',
    cards BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    written_at BIGINT
);
CREATE INDEX batches_unwritten ON batches (id) WHERE written_at IS NULL;

-- A card keeps the code that is printed on it: a blank one that was attached to an order opens that
-- order's form by it.

CREATE TABLE cards (
    batch_id BIGINT NOT NULL REFERENCES batches (id),
    number BIGINT NOT NULL,
    invitation_id BIGINT NOT NULL REFERENCES invitations (id),
    token TEXT NOT NULL,
    PRIMARY KEY (batch_id, number)
) WITHOUT ROWID;
CREATE INDEX cards_invitation ON cards (invitation_id);
CREATE INDEX cards_token ON cards (token);

-- When an invitation was first given by hand, on a card or as a copied link: it then counts as sent,
-- and its mail does not count again.
ALTER TABLE invitations ADD COLUMN given_at BIGINT;

-- Today's orders are looked for by their day.
CREATE INDEX orders_placed ON orders (placed_at);

-- Who did what by hand. Names of users, not their ids: they stay when a user goes. `details` is a
-- JSON object without addresses, codes or answers.

CREATE TABLE audit_log (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    details TEXT NOT NULL DEFAULT '{}',
    created_at BIGINT NOT NULL
);
