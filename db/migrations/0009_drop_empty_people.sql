DROP TABLE people_empty
