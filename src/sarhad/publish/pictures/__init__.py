"""Pictures of a briefing, drawn as SVG in plain Python, each with a title and a description in words."""
