"""Why a speaker takes a stance, and whom he blames, each with its words."""
