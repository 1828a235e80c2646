-- Atomic: a reader finds the table or the view, each with the same people and the same grants.
RENAME TABLE people TO people_empty, directory TO people, directory_live TO directory
