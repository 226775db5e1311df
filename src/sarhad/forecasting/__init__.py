"""Forecasts from their data to their scores: panels of a file or of the lake, issue, storage, later scores.

acquire.panels or store.deaths → predict, judge → store → scoring → the scorecard
"""
