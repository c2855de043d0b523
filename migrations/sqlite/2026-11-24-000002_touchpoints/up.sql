-- What a touchpoint is, and when it was closed. Properties are a JSON object; what the shop names in
-- site.dimensions is counted.
ALTER TABLE touchpoints ADD COLUMN kind TEXT NOT NULL DEFAULT 'counter';
ALTER TABLE touchpoints ADD COLUMN properties TEXT NOT NULL DEFAULT '{}';
-- A tablet stands there: many people answer on one device.
ALTER TABLE touchpoints ADD COLUMN shared_device BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE touchpoints ADD COLUMN closed_at BIGINT;

-- Answers that are kept and not counted, and why: their entries stand for none.
CREATE TABLE held_responses (
    response_id BIGINT NOT NULL PRIMARY KEY REFERENCES responses (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- How fast answers come in at a touchpoint, in slots of ten minutes.
CREATE TABLE rushes (
    touchpoint_id BIGINT NOT NULL PRIMARY KEY REFERENCES touchpoints (id),
    slot BIGINT NOT NULL,
    n BIGINT NOT NULL,
    unproven BIGINT NOT NULL,
    peak BIGINT NOT NULL,
    hot_until BIGINT NOT NULL
);

-- That a device has answered at a place: a keyed hash of its cookie, forgotten after hours. No
-- answer can be found by it.
CREATE TABLE device_traces (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    device TEXT NOT NULL,
    place TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX device_traces_device ON device_traces (device, place, created_at);
CREATE INDEX device_traces_created ON device_traces (created_at);

-- Many answers from one device or in one place, for the owner to look at. The device is forgotten
-- with its traces.
CREATE TABLE bursts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    survey_id BIGINT NOT NULL REFERENCES surveys (id),
    touchpoint_id BIGINT REFERENCES touchpoints (id),
    device TEXT,
    n BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    settled_at BIGINT,
    settled_as TEXT
);
CREATE INDEX bursts_last ON bursts (last_at);
