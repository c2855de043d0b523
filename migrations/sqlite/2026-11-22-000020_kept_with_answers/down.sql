ALTER TABLE responses DROP COLUMN properties;
