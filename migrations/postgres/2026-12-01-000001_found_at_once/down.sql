DROP INDEX bursts_settled;
DROP INDEX responses_touchpoint;
DROP INDEX deliveries_state;
CREATE INDEX deliveries_leased ON deliveries (state, leased_until);
DROP INDEX deliveries_due;
DROP INDEX orders_external;
DROP INDEX orders_number;
