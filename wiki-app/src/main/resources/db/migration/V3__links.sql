-- Links between pages, and pages by their titles. The index is read anew from the peer's sequence of changes to fill it.

CREATE INDEX page_by_title ON page (title);

CREATE TABLE link (name VARCHAR(255) NOT NULL, target VARCHAR(255) NOT NULL, PRIMARY KEY (name, target));
CREATE INDEX link_by_target ON link (target);

-- How many saves of this peer wait.
ALTER TABLE page ADD COLUMN tentative INT DEFAULT 0 NOT NULL;

UPDATE feed SET position = 0;
