-- What a person chose or did on this peer; not made again from the peer's sequence.

-- The last patch that was known when somebody left, when that was, and when they came back (none: still away); until they
-- have looked at what came meanwhile.
CREATE TABLE absence (
    id INT PRIMARY KEY CHECK (id = 1),
    after_seq BIGINT NOT NULL,
    since TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    back TIMESTAMP(3) WITH TIME ZONE
);

CREATE TABLE watched (name VARCHAR(255) PRIMARY KEY);
