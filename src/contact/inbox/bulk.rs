//! Parts of statements about many rows at once, so that a database that is far away is asked few times. Knows no table.

/// The most values of a statement: SQLite takes 32,766, PostgreSQL 65,535.
const MAX_VALUES: usize = 32_000;

/// Items in parts, each of which a statement with so many values an item can hold.
pub(super) fn parts<T>(items: &[T], columns: usize) -> std::slice::Chunks<'_, T> {
    items.chunks((MAX_VALUES / columns.max(1)).max(1))
}

/// `$1, $2`, from `first` on.
pub(super) fn places(first: usize, count: usize) -> String {
    (first..first + count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}

/// `($1, $2), ($3, $4)`: the places of so many rows.
pub(super) fn rows_of_places(rows: usize, columns: usize) -> String {
    let row = |row: usize| format!("({})", places(row * columns + 1, columns));
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_a_place_of_its_own_and_no_statement_has_too_many() {
        assert_eq!((places(3, 2), rows_of_places(2, 3)), ("$3, $4".into(), "($1, $2, $3), ($4, $5, $6)".into()));
        for columns in [1, 2, 4, 23] {
            let items = vec![(); 100_000];
            let sizes: Vec<usize> = parts(&items, columns).map(<[()]>::len).collect();
            assert!(sizes.iter().all(|rows| rows * columns <= 32_766), "{columns}: {sizes:?}");
            assert_eq!(sizes.iter().sum::<usize>(), items.len());
        }
    }
}
