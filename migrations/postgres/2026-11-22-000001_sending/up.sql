-- What was spent of the limits on mail, by slots of a second, an hour and a day.

CREATE TABLE mail_budget (
    unit TEXT NOT NULL,
    slot BIGINT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (unit, slot)
);

-- The row that senders on several machines lock before they look.
INSERT INTO mail_budget (unit, slot, n) VALUES ('lock', 0, 0);

-- Mails that were handed over before there were slots count too.
INSERT INTO mail_budget (unit, slot, n)
SELECT 'hour', attempted_at / 60000000, COUNT(*) FROM deliveries
WHERE attempted_at IS NOT NULL AND handed_over GROUP BY attempted_at / 60000000;
INSERT INTO mail_budget (unit, slot, n)
SELECT 'day', attempted_at / 900000000, COUNT(*) FROM deliveries
WHERE attempted_at IS NOT NULL AND handed_over GROUP BY attempted_at / 900000000;

DROP INDEX deliveries_attempted;

-- When a mail about an invitation last reached its customer, or may have: what the quiet period goes
-- by, also after the delivery was tried again.
ALTER TABLE invitations ADD COLUMN reached_at BIGINT;
UPDATE invitations SET reached_at = (
    SELECT MAX(attempted_at) FROM deliveries
    WHERE invitation_id = invitations.id AND state IN ('sent', 'uncertain')
);

-- A person is looked up by either of two keys, before each mail.
CREATE INDEX suppressions_customer ON suppressions (customer_id);
