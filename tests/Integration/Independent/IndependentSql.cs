namespace NbaPipeline.Integration.Tests.Independent;

/// <summary>The rules of the first path in SQL. Every statement ends with a semicolon at the end of its line.</summary>
internal static class IndependentSql
{
    /// <summary>Games, teams, player keys, counts.</summary>
    public const string Games = """
        CREATE MACRO lookup_of(name) AS regexp_replace(strip_accents(replace(replace(replace(replace(replace(replace(
            lower(name), 'ı', 'i'), 'ł', 'l'), 'ø', 'o'), 'đ', 'd'), 'ß', 'ss'), 'æ', 'ae')), '[^a-z0-9]', '', 'g');
        CREATE MACRO without_suffix(name) AS regexp_replace(name, '\s+(jr|sr|ii|iii|iv)\.?\s*$', '', 'i');
        CREATE MACRO eastern_date(utc) AS CAST(utc AT TIME ZONE 'UTC' AT TIME ZONE 'America/New_York' AS DATE);

        CREATE TABLE teams AS
            SELECT DISTINCT home_name AS name, home AS code FROM schedule_file WHERE season_type <> 'pre_season'
            UNION SELECT 'Los Angeles Clippers', 'LAC' UNION SELECT DISTINCT home, home FROM schedule_file WHERE season_type <> 'pre_season';

        CREATE TABLE commences AS
            SELECT eastern_date(q.commence_utc) AS date, t.code, arg_max(q.commence_utc, (q.snapshot_utc, q.commence_utc)) AS commence_utc
            FROM quotes_file q JOIN teams t ON t.name IN (q.home, q.away) WHERE q.commence_utc IS NOT NULL GROUP BY ALL;

        CREATE TABLE games AS
            SELECT strftime(s.game_date, '%Y%m%d') || '_' || s.away || '_' || s.home AS game_id, s.game_id AS nba_game_id, s.season,
              s.season_type, s.game_date, s.home, s.away,
              coalesce(s.tip_utc, c.commence_utc,
                ((s.game_date + INTERVAL 19 HOUR) AT TIME ZONE 'America/New_York') AT TIME ZONE 'UTC') AS tip_utc,
              s.tip_utc IS NULL AS tip_estimated
            FROM schedule_file s LEFT JOIN commences c ON c.date = s.game_date AND c.code = s.home
            WHERE s.season_type IN ('regular_season', 'playin', 'playoffs') AND s.season IN (FROM wanted);

        CREATE TABLE box AS
            SELECT b.season, g.game_id, b.game_date::DATE AS date, b.player_name AS name, lookup_of(b.player_name) AS player,
              b.team_abbreviation AS team, b.pts::INT AS points, b.min::INT AS minutes
            FROM box_file b JOIN games g ON g.nba_game_id = b.game_id WHERE b.season IN (FROM wanted);

        CREATE TABLE counts AS
            SELECT 'rows.schedule' AS name, count(*) AS n FROM schedule_file WHERE season IN (FROM wanted)
            UNION ALL SELECT 'games.schedule', count(DISTINCT game_id) FROM schedule_file WHERE season IN (FROM wanted)
            UNION ALL SELECT 'rows.player_box', count(*) FROM box_file WHERE season IN (FROM wanted)
            UNION ALL SELECT 'games.player_box', count(DISTINCT game_id) FROM box_file WHERE season IN (FROM wanted)
            UNION ALL SELECT 'players.player_box', count(DISTINCT player_id) FROM box_file WHERE season IN (FROM wanted)
            UNION ALL SELECT 'rows.' || layout, count(*) FROM quotes_file GROUP BY layout;

        """;

    /// <summary>What is known of each player after each of his games: the row to take is the last one before a date.</summary>
    public const string Appearances = """
        CREATE TABLE after_game AS
            SELECT season, player, name, team, date, points, minutes,
              count(*) OVER season_so_far AS games,
              sum(points) OVER season_so_far AS points_season,
              sum(points) OVER last_5 AS points_5, count(*) OVER last_5 AS games_5,
              sum(points) OVER last_10 AS points_10, count(*) OVER last_10 AS games_10,
              sum(points * points) OVER last_10 AS squares_10
            FROM box
            WINDOW season_so_far AS (PARTITION BY season, player ORDER BY date ROWS UNBOUNDED PRECEDING),
              last_5 AS (PARTITION BY season, player ORDER BY date ROWS 4 PRECEDING),
              last_10 AS (PARTITION BY season, player ORDER BY date ROWS 9 PRECEDING);

        CREATE TABLE known_before AS
            SELECT g.game_id, g.season, g.game_date, g.home, g.away, a.* EXCLUDE (season)
            FROM (FROM games CROSS JOIN (SELECT DISTINCT season AS player_season, player AS person FROM box) WHERE season = player_season) g
            ASOF JOIN after_game a ON a.season = g.season AND a.player = g.person AND g.game_date > a.date;

        """;

    /// <summary>Points quotes of the games, before tip-off or not.</summary>
    public const string Lines = """
        CREATE TABLE events AS
            SELECT DISTINCT layout, event_id, commence_utc, game_date, home, away,
              coalesce(eastern_date(commence_utc), game_date) AS date
            FROM quotes_file WHERE market = 'player_points';

        CREATE TABLE event_games AS
            SELECT e.*, g.game_id, g.season, g.tip_utc
            FROM events e LEFT JOIN teams h ON h.name = e.home LEFT JOIN teams a ON a.name = e.away
            LEFT JOIN games g ON g.game_date = e.date AND ((g.home = h.code AND g.away = a.code) OR (g.home = a.code AND g.away = h.code));

        CREATE TABLE quotes AS
            SELECT e.game_id, e.season, e.date, q.bookmaker, q.player AS quoted, q.line, q.snapshot_utc, q.file_date,
              coalesce(q.over_price, CASE WHEN lower(q.side) = 'over' THEN q.price END) AS over_price,
              coalesce(q.under_price, CASE WHEN lower(q.side) = 'under' THEN q.price END) AS under_price,
              coalesce(e.event_id, e.date || '|' || least(e.home, e.away) || '|' || greatest(e.home, e.away)) AS event_key,
              e.game_id IS NOT NULL AND q.snapshot_utc < e.tip_utc AND (q.commence_utc IS NULL OR q.snapshot_utc < q.commence_utc) AS in_time
            FROM quotes_file q JOIN event_games e
              ON e.layout = q.layout AND e.event_id IS NOT DISTINCT FROM q.event_id AND e.commence_utc IS NOT DISTINCT FROM q.commence_utc
              AND e.game_date IS NOT DISTINCT FROM q.game_date AND e.home = q.home AND e.away = q.away
            WHERE q.market = 'player_points'
              AND (e.season IS NOT NULL
                OR year(e.date) - CASE WHEN month(e.date) < 7 THEN 1 ELSE 0 END IN (SELECT left(season, 4)::INT FROM wanted));

        """;

    /// <summary>Which player each quoted name is.</summary>
    public const string Matches = """
        CREATE TABLE aliases (quoted VARCHAR, player VARCHAR);
        INSERT INTO aliases SELECT lookup_of(a), lookup_of(b) FROM (VALUES
            ('Herb Jones', 'Herbert Jones'), ('Nicolas Claxton', 'Nic Claxton'), ('Moe Wagner', 'Moritz Wagner'), ('Mohamed Bamba', 'Mo Bamba'),
            ('Cam Johnson', 'Cameron Johnson'), ('Vincent Williams Jr', 'Vince Williams Jr.')) AS names(a, b);

        CREATE TABLE quoted_names AS
            SELECT game_id, coalesce(game_id, event_key) AS game_key, quoted, lookup_of(quoted) AS quoted_lookup,
              regexp_matches(quoted, '^[A-Za-z]\.\s+[^.\s][^.]*(\s(Jr|Sr)\.)?$') AS is_initial,
              lookup_of(without_suffix(quoted)) AS bare,
              lookup_of(without_suffix(regexp_replace(quoted, '^[A-Za-z]\.\s+', ''))) AS family,
              bool_or(in_time) AS in_time
            FROM quotes GROUP BY ALL;

        CREATE TABLE candidates AS
            SELECT game_id, player, team, name, games, team IN (home, away) AS plays,
              lookup_of(without_suffix(name)) AS bare,
              left(player, 1) AS initial,
              lookup_of(without_suffix(regexp_replace(name, '^\S+\s+', ''))) AS family
            FROM known_before WHERE game_id IN (SELECT game_id FROM quoted_names);

        CREATE TABLE possible AS
            SELECT q.game_key, q.quoted, c.player, c.team, c.plays,
              CASE
                WHEN q.is_initial THEN CASE WHEN c.initial = left(q.quoted_lookup, 1) AND c.family = q.family THEN 1 END
                WHEN c.player = q.quoted_lookup THEN 2
                WHEN c.bare = q.bare THEN 3
                WHEN c.player = a.player THEN 4
              END AS method
            FROM quoted_names q LEFT JOIN aliases a ON a.quoted = q.quoted_lookup JOIN candidates c ON c.game_id = q.game_id;

        CREATE TABLE matches AS
            WITH best AS (
              SELECT game_key, quoted, min(method) FILTER (plays) AS method, min(method) AS method_anywhere FROM possible
              WHERE method IS NOT NULL GROUP BY ALL),
            found AS (
              SELECT b.game_key, b.quoted, b.method, count(DISTINCT p.player) AS players, min(p.player) AS player, min(p.team) AS team
              FROM best b JOIN possible p ON p.game_key = b.game_key AND p.quoted = b.quoted AND p.method = b.method AND p.plays GROUP BY ALL)
            SELECT q.game_key, q.game_id, q.quoted, q.in_time,
              CASE WHEN f.players = 1 THEN f.player END AS player,
              CASE WHEN f.players = 1 THEN f.team END AS team,
              CASE WHEN f.players = 1 THEN ['initials', 'player_lookup', 'without_suffix', 'alias'][f.method] END AS method,
              CASE WHEN q.game_id IS NULL THEN 'game_not_found'
                WHEN f.players > 1 THEN 'ambiguous'
                WHEN f.players = 1 THEN NULL
                WHEN b.method_anywhere IS NOT NULL THEN 'other_team'
                ELSE 'not_appeared_this_season' END AS reason
            FROM quoted_names q LEFT JOIN best b ON b.game_key = q.game_key AND b.quoted = q.quoted
            LEFT JOIN found f ON f.game_key = q.game_key AND f.quoted = q.quoted;

        """;

    /// <summary>The line of each player-game.</summary>
    public const string Chosen = """
        CREATE MACRO implied(price) AS CASE WHEN price < 0 THEN -price / (100.0 - price) ELSE 100.0 / (100.0 + price) END;

        CREATE TABLE offered AS
            SELECT m.game_id, m.player, q.bookmaker, q.line, q.snapshot_utc,
              arg_max(q.over_price, q.file_date) FILTER (q.over_price IS NOT NULL) AS over_price,
              arg_max(q.under_price, q.file_date) FILTER (q.under_price IS NOT NULL) AS under_price
            FROM quotes q JOIN matches m ON m.game_id = q.game_id AND m.quoted = q.quoted
            WHERE q.in_time AND m.player IS NOT NULL
            GROUP BY ALL;

        CREATE TABLE newest AS
            FROM offered QUALIFY snapshot_utc = max(snapshot_utc) OVER (PARTITION BY game_id, player, bookmaker);

        CREATE TABLE main_lines AS
            SELECT *, list_position(['draftkings', 'fanduel', 'betmgm', 'pointsbetus', 'williamhill_us'], bookmaker) AS rank,
              list_position(['prizepicks', 'underdog'], bookmaker) AS dfs_rank
            FROM newest
            QUALIFY row_number() OVER (PARTITION BY game_id, player, bookmaker ORDER BY
              over_price IS NULL OR under_price IS NULL,
              round(abs(implied(over_price) / (implied(over_price) + implied(under_price)) - 0.5), 12), line) = 1;

        CREATE TABLE consensus AS
            WITH votes AS (SELECT game_id, player, line, count(*) AS n FROM main_lines WHERE coalesce(rank, 0) = 0 AND coalesce(dfs_rank, 0) = 0 GROUP BY ALL),
            most AS (FROM votes QUALIFY n = max(n) OVER (PARTITION BY game_id, player))
            SELECT game_id, player, list(line ORDER BY line) AS tied, tied[(len(tied) + 1) // 2] AS line FROM most GROUP BY ALL;

        CREATE TABLE chosen AS
            WITH offers AS (
              SELECT game_id, player, line, bookmaker AS sportsbook, rank AS place FROM main_lines WHERE coalesce(rank, 0) > 0
              UNION ALL SELECT game_id, player, line, 'consensus', 10 FROM consensus
              UNION ALL SELECT game_id, player, line, bookmaker, 10 + dfs_rank FROM main_lines WHERE coalesce(dfs_rank, 0) > 0)
            FROM offers QUALIFY row_number() OVER (PARTITION BY game_id, player ORDER BY place) = 1;

        """;

    /// <summary>Cache rows, and beside each prediction's inputs what happened.</summary>
    public const string Cache = """
        CREATE TABLE cache AS
            SELECT k.*, k.team = k.home AS is_home, date_diff('day', k.date, k.game_date) AS days_since,
              (SELECT count(*) FROM box b WHERE b.season = k.season AND b.player = k.player AND b.date < k.game_date
                AND b.date >= k.game_date - INTERVAL 7 DAY) AS games_7
            FROM known_before k WHERE k.team IN (k.home, k.away) AND k.games >= 5;

        CREATE TABLE inputs AS
            SELECT c.*, l.line, l.sportsbook, b.points AS actual,
              EXISTS (FROM box x WHERE x.game_id = c.game_id) AS has_box
            FROM cache c JOIN chosen l ON l.game_id = c.game_id AND l.player = c.player
            LEFT JOIN box b ON b.game_id = c.game_id AND b.player = c.player;

        """;
}
