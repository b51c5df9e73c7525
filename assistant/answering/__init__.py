"""From a question to its Answer: `chain` alone knows the order of the steps, the others are the steps."""
