-- What the web queries and can be made again from the peer. Source: architecture.md, "Disk".

CREATE TABLE feed (id INT PRIMARY KEY CHECK (id = 1), position BIGINT NOT NULL);
INSERT INTO feed VALUES (1, 0);

CREATE TABLE page (
    name VARCHAR(255) PRIMARY KEY,
    title VARCHAR(255) NOT NULL,
    deleted BOOLEAN NOT NULL,
    ts BIGINT NOT NULL
);

CREATE TABLE tag (name VARCHAR(255) NOT NULL, tag VARCHAR(255) NOT NULL, PRIMARY KEY (name, tag));
CREATE INDEX tag_by_tag ON tag (tag);

-- One line a validated patch, in the order in which this peer learnt of it.
CREATE TABLE patch (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name VARCHAR(255) NOT NULL,
    ts BIGINT NOT NULL,
    patch_id VARCHAR(32) NOT NULL,
    author VARCHAR(200) NOT NULL,
    author_peer VARCHAR(64) NOT NULL,
    saved_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    comment VARCHAR(500) NOT NULL,
    chain_hash VARCHAR(64) NOT NULL,
    UNIQUE (name, ts)
);
