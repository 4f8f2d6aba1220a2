-- Pairs of texts that share several runs of words: those that are compared. A table of its own, so that the database
-- knows how many there are before it lays out the comparison: without that it holds the sketches of all pairs in memory.
{{ config(materialized='table', post_hook="{{ story_candidates_of_further_parts() }}") }}

{{ story_candidates(ref('int_repeated_runs'), part=0, n_parts=n_candidate_parts(ref('int_repeated_runs'))) }}
