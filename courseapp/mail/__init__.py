"""The outbox: messages are rows in the transaction, sent afterwards by a job."""
