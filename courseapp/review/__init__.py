"""Review: rubrics, who reads which application, what they write, and what it adds up to."""
