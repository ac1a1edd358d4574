"""How well a model understands labelled messages: figures, charts, and candidate against live."""
