-- Regions said to be hit, by independent stories. A theatre is a box of longitudes and latitudes: a way to cut the map
-- into sheets, and nothing more.
select
    case
        when longitude is null then 'Place not known'
        when longitude < -25 then 'The Americas'
        when longitude between 22 and 60 and latitude >= 43 then 'Ukraine and western Russia'
        when longitude < 22 and latitude >= 36 then 'Western and central Europe'
        when longitude between 40 and 52 and latitude >= 38 then 'The Caucasus'
        when longitude between 34 and 42.5 and latitude >= 29 then 'The Levant'
        when longitude between 34 and 63 and latitude >= 12 and longitude + latitude >= 55 then 'Arabia, Iraq and Iran'
        when longitude < 20 and latitude >= 0 then 'West Africa and the Sahel'
        when longitude < 60 then 'Central, East and southern Africa'
        else 'Asia and the Pacific'
    end as theatre,
    region_name,
    country_name,
    round(latitude, 2) as latitude,
    round(longitude, 2) as longitude,
    count(distinct articles.story_id) as n_stories,
    count(*) as n_articles
from marts.fct_region_mention as mentions
inner join marts.fct_article as articles using (article_id)
inner join marts.dim_region as regions using (region_id)
where mentions.role = 'hit'
group by theatre, region_id, region_name, country_name, latitude, longitude
order by n_stories desc, n_articles desc, country_name, region_name, region_id
