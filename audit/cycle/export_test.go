package cycle

// For tests of single steps.
var InitialDays = initialDays

func Adjustment(c Complexity) (lowest, highest int, err error) { return c.adjustment() }

func OpenMajors(c Cycle) int { return c.core.majors }
