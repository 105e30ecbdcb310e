// Package lists makes lists of other lists, which package slices has no function for.
package lists

// Of makes a list of another, item by item. JSON writes an empty one as [], and never as
// null.
func Of[T, U any](items []T, of func(T) U) []U {
	made := make([]U, len(items))
	for i, item := range items {
		made[i] = of(item)
	}
	return made
}
