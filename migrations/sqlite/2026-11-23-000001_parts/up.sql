-- Members of a dimension are counted by month and for all time, and no more by day and week: of a
-- dimension with thousands of members that would be millions of rows which nothing shows. Theirs lie
-- apart from those of the whole, so that these are read without walking past them.

INSERT INTO tallies (survey_id, grain, measure, dimension, member, period, value, n)
    SELECT survey_id, 'part', measure, dimension, member, '', value, CAST(SUM(n) AS BIGINT)
    FROM tallies
    WHERE grain = 'month' AND dimension <> 'all' AND measure IN ('score', 'funnel')
    GROUP BY survey_id, measure, dimension, member, value;

UPDATE tallies SET grain = 'part_month'
    WHERE grain = 'month' AND dimension <> 'all' AND measure = 'score';

DELETE FROM tallies WHERE grain IN ('day', 'week', 'month') AND dimension <> 'all';
