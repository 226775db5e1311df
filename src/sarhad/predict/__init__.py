"""Series → Forecast: samples of what the coming months may hold, for each unit."""
