"""`make smoke`: a whole stack on free ports, an empty database, and the scripted conversation."""
