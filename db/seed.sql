-- Example people for local use, in insertion order. Loaded into an empty directory only.
INSERT INTO people (email, phone_number) VALUES
  ('homer@thesimpsons.com', '+1 888 123 1111'),
  ('marge@thesimpsons.com', '+1 888 123 1112'),
  ('maggie@thesimpsons.com', '+1 888 123 1113'),
  ('lisa@thesimpsons.com', '+1 888 123 1114'),
  ('bart@thesimpsons.com', '+1 888 123 1115')
