"""How fast Parley is, beside the textbook and beside what the machine allows at all."""
