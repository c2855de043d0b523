-- Every look-up of a table that grows finds its rows by an index.

-- An order by what its customer, or the shop's system, calls it: a blank card is given to it so.
CREATE INDEX orders_number ON orders (number);
CREATE INDEX orders_external ON orders (external_id);

-- Links to pass on are listed by when they are due.
CREATE INDEX deliveries_due ON deliveries (kind, due_at);

-- How many deliveries are in each state and why is counted from the index alone; those that are
-- being sent, of which there are few, are found by it too.
DROP INDEX deliveries_leased;
CREATE INDEX deliveries_state ON deliveries (state, reason);

-- Answers of a touchpoint by when they were given.
CREATE INDEX responses_touchpoint ON responses (touchpoint_id, answered_at)
    WHERE touchpoint_id IS NOT NULL;

-- Bursts that nobody has decided about, and those decided lately.
CREATE INDEX bursts_settled ON bursts (settled_at, kind, last_at);
