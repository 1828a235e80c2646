-- Empty, so that the view can be created before the table of this name exists.
CREATE TABLE people LIKE directory
