package isms

// Answer is yes or no. The empty Answer is unknown, which is neither.
type Answer string

// Answers of a person to a question.
const (
	Yes Answer = "yes"
	No  Answer = "no"
)

var wordsAnswers = [...][2]Answer{
	{Yes, "Yes"},
	{No, "No"},
}

// Answers returns the vocabulary of [Answer].
func Answers() Words[Answer] { return WordsOf("isms.answer", wordsAnswers[:]) }
