"""What Parley reads out of short reports written for the purpose: who said what, and figures of trade."""
