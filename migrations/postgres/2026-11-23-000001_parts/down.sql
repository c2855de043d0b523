-- What was counted of members by day and week is gone; the months come back.

DELETE FROM tallies WHERE grain = 'part';

UPDATE tallies SET grain = 'month' WHERE grain = 'part_month';
