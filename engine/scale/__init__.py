"""Learning on Spark, when the data outgrow one machine: the same inputs and outputs as on this one."""
