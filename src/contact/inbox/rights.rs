//! What the user of a PostgreSQL database may do with its tables: what is lacking, and what is to be typed. Only reads, and
//! only what every user sees. Of SQLite the system says who may read and write a file.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

use super::storage_error::{Lack, StorageError};

/// What a database is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Messages are looked at.
    Read,
    /// They are stored, mailed and deleted.
    Write,
    /// Its tables are made, by their owner, who has all rights.
    Migrate,
}

/// The table that says which tables there are.
const MIGRATIONS: &str = "_sqlx_migrations";

/// The rights on each table that it takes to read, and those that it takes to write.
const RIGHTS: [(&str, &[&str], &[&str]); 5] = [
    (MIGRATIONS, &["SELECT"], &["SELECT"]),
    ("message", &["SELECT"], &["SELECT", "INSERT", "UPDATE", "DELETE"]),
    ("attempt", &["SELECT"], &["SELECT", "INSERT", "UPDATE", "DELETE"]),
    ("probe", &[], &["SELECT", "INSERT", "UPDATE", "DELETE"]),
    ("moved", &[], &["SELECT", "INSERT"]),
];

/// The tables by which a schema is known to be one of ours: other programs have some of these names, too. Whether the user
/// may look into it, and whether `search_path` leads to all of them; those to which it does first.
const SCHEMAS: &str = "SELECT quote_ident(nspname) AS schema, has_schema_privilege(pg_namespace.oid, 'USAGE') AS may_look, \
    bool_and(pg_table_is_visible(pg_class.oid)) AS is_visible, current_setting('search_path') AS path \
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace \
    WHERE relname IN ('_sqlx_migrations', 'message', 'attempt', 'probe') AND relkind IN ('r', 'p') \
    GROUP BY pg_namespace.oid, nspname HAVING count(*) = 4 ORDER BY is_visible DESC, nspname";

/// Rights that are lacking on tables that are there, of those that are needed. To have one on each column is enough, but to
/// delete.
const LACKING: &str = "SELECT name, wanted FROM (VALUES {needed}) AS needed (name, wanted) \
    WHERE to_regclass(name) IS NOT NULL \
    AND NOT (has_table_privilege(CAST(to_regclass(name) AS oid), wanted) OR CASE wanted WHEN 'DELETE' THEN false ELSE \
    (SELECT bool_and(has_column_privilege(attrelid, attnum, wanted)) FROM pg_attribute \
    WHERE attrelid = to_regclass(name) AND attnum > 0 AND NOT attisdropped) END)";

/// Tables on which row level security is on for the user, and no policy lets it see and change every row, or one takes rows
/// away again. What is hidden would be a message that nobody mails, and a receipt that nobody finds.
const HIDING: &str = "SELECT name FROM (VALUES {needed}) AS needed (name, wanted) \
    WHERE wanted = 'SELECT' AND row_security_active(CAST(to_regclass(name) AS oid)) \
    AND (EXISTS (SELECT FROM pg_policy WHERE polrelid = to_regclass(name) AND NOT polpermissive) \
    OR NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = to_regclass(name) AND polpermissive AND polcmd = '*' \
    AND pg_get_expr(polqual, polrelid) = 'true' AND coalesce(pg_get_expr(polwithcheck, polrelid), 'true') = 'true' \
    AND EXISTS (SELECT FROM unnest(polroles) AS role WHERE role = 0 OR pg_has_role(role, 'USAGE'))))";

/// What the user of the connection lacks, on the tables that are there. An error if it cannot even look at which there are.
pub(super) async fn lacking(connection: &mut AnyConnection, access: Access) -> Result<Vec<Lack>, StorageError> {
    let user: String = ask(connection, "SELECT quote_ident(current_user)").await?[0].try_get(0)?;
    if let Some(lack) = elsewhere(connection, &user, access).await? {
        return Err(StorageError::Lacking(vec![lack]));
    }
    let rights = RIGHTS.into_iter().flat_map(|(table, read, write)| {
        let rights = match access {
            Access::Read => read,
            Access::Write => write,
            Access::Migrate => &[],
        };
        rights.iter().map(move |right| format!("('{table}', '{right}')"))
    });
    let needed = rights.collect::<Vec<_>>().join(", ");
    if needed.is_empty() {
        return Ok(Vec::new());
    }
    let lacks: Vec<(String, String)> = ask(connection, &LACKING.replace("{needed}", &needed))
        .await?
        .iter()
        .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
        .collect::<Result<_, sqlx::Error>>()?;
    let mut lacking = Vec::new();
    for (table, ..) in RIGHTS {
        let of_table = lacks.iter().filter(|(name, _)| name == table);
        let rights = of_table.map(|(_, right)| right.as_str()).collect::<Vec<_>>().join(", ");
        if !rights.is_empty() {
            lacking.push(Lack {
                what: format!("the user {user} lacks {rights} on {table}"),
                remedy: format!("GRANT {rights} ON {table} TO {user};"),
            });
        }
    }
    let mut may_look = lacks.iter().all(|(table, _)| table != MIGRATIONS);
    for row in ask(connection, &HIDING.replace("{needed}", &needed)).await? {
        let table: String = row.try_get(0)?;
        may_look &= table != MIGRATIONS;
        lacking.push(Lack {
            what: format!("row level security hides rows of {table} from the user {user}"),
            remedy: format!("CREATE POLICY communique ON {table} TO {user} USING (true);"),
        });
    }
    if may_look { Ok(lacking) } else { Err(StorageError::Lacking(lacking)) }
}

/// The schema in which tables would be made, whether the user may make them there, whether it may look into `public`, which
/// need not be there, and where `search_path` leads.
const PLACE: &str = "SELECT quote_ident(current_schema()) AS schema, \
    coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_make, \
    (SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = 'public') AS may_look, \
    current_setting('search_path') AS path";

/// What the user lacks to make tables, which are not there: a schema, or the right to it.
pub(super) async fn may_not_make(connection: &mut AnyConnection, access: Access) -> Result<Option<Lack>, sqlx::Error> {
    let user: String = ask(connection, "SELECT quote_ident(current_user)").await?[0].try_get(0)?;
    let place = &ask(connection, PLACE).await?[0];
    let path: String = place.try_get("path")?;
    let Some(schema) = place.try_get::<Option<String>, _>("schema")? else {
        let remedy = match place.try_get::<Option<bool>, _>("may_look")? {
            Some(true) => format!("ALTER ROLE {user} SET search_path = public;"),
            Some(false) => format!("GRANT USAGE ON SCHEMA public TO {user};"),
            None => format!(
                "CREATE SCHEMA communique AUTHORIZATION {user}; ALTER ROLE {user} SET search_path = communique;"
            ),
        };
        let what = format!("search_path of the user {user} ({path}) leads to no schema in which tables could be made");
        return Ok(Some(Lack { what, remedy }));
    };
    if place.try_get("may_make")? {
        return Ok(None);
    }
    Ok(Some(Lack {
        what: format!("the tables are not there, and the user {user} may not make them in the schema {schema}"),
        remedy: match access {
            Access::Migrate => format!("GRANT CREATE ON SCHEMA {schema} TO {user};"),
            Access::Read | Access::Write => {
                "`communique migrate`, and then the GRANT of docs/OPERATING.md, “PostgreSQL: rights”".to_owned()
            }
        },
    }))
}

/// Where the tables are, if that is a schema to which `search_path` does not lead, or into which the user may not look. To
/// make tables where it leads would be a second inbox beside the messages; its owner may say so.
async fn elsewhere(connection: &mut AnyConnection, user: &str, access: Access) -> Result<Option<Lack>, StorageError> {
    let found = ask(connection, SCHEMAS).await?;
    let Some(first) = found.first() else { return Ok(None) };
    let (schema, path): (String, String) = (first.try_get("schema")?, first.try_get("path")?);
    let (may_look, is_visible): (bool, bool) = (first.try_get("may_look")?, first.try_get("is_visible")?);
    if !may_look {
        return Ok(Some(Lack {
            what: format!("the user {user} may not look into the schema {schema}, in which the tables are"),
            remedy: format!("GRANT USAGE ON SCHEMA {schema} TO {user};"),
        }));
    }
    if is_visible || access == Access::Migrate {
        return Ok(None);
    }
    Ok(Some(Lack {
        what: format!(
            "the tables are in the schema {schema}, and search_path of the user {user} ({path}) does not lead to all of them"
        ),
        remedy: format!("ALTER ROLE {user} SET search_path = {schema};"),
    }))
}

/// The rows of a query, which is not prepared.
async fn ask(connection: &mut AnyConnection, query: &str) -> Result<Vec<AnyRow>, sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(query.to_owned())).fetch_all(connection).await
}
