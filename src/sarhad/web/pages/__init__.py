"""The pages of the desk, rendered on the server over the same index as the API."""
