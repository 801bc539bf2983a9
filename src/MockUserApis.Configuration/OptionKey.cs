namespace MockUserApis.Configuration;

/// <summary>The key of an option: <c>maxBody</c> of <c>--max-body</c>.</summary>
public static class OptionKey
{
    public static string Of(string option)
    {
        var words = option.TrimStart('-').Split('-');
        return words[0] + string.Concat(words.Skip(1).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }
}
