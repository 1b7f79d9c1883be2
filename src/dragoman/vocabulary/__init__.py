"""Knowledge as data: names, cues, stance and condition words, loaded once and validated.

Each subject has one small loader module beside this file and its data under `data/`.
"""
