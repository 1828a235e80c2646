-- A page reads its own people alone, however many tombstones lie between or before them.
ALTER TABLE directory
  ADD KEY people_listed (listed, user_id),
  ALGORITHM = INPLACE, LOCK = NONE
