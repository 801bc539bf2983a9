using System.Net.Http.Headers;
using System.Text;

namespace MockUserApis.Clients;

/// <summary>A file that goes out as a part of a form.</summary>
public sealed class FilePart
{
    private readonly byte[] content;

    /// <param name="content">What is in the file. It is not copied.</param>
    /// <param name="fileName">What the vendor is told that the file is called.</param>
    /// <param name="mediaType">Its type, such as <c>text/csv</c>.</param>
    public FilePart(byte[] content, string fileName, string mediaType = "application/octet-stream")
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        if (fileName.AsSpan().IndexOfAny('\r', '\n') >= 0)
            throw new ArgumentException("A file's name is one line.", nameof(fileName));
        if (!MediaTypeHeaderValue.TryParse(mediaType, out _))
            throw new ArgumentException($"\"{mediaType}\" is no media type such as text/csv.", nameof(mediaType));
        this.content = content;
        FileName = fileName;
        MediaType = mediaType;
    }

    /// <summary>What the vendor is told that the file is called.</summary>
    public string FileName { get; }

    /// <summary>Its type, such as <c>text/csv</c>.</summary>
    public string MediaType { get; }

    /// <summary>A file of text, in UTF-8.</summary>
    public static FilePart OfText(string text, string fileName, string mediaType = "text/plain") =>
        new(Encoding.UTF8.GetBytes(text), fileName, mediaType);

    internal HttpContent ToContent() =>
        new ByteArrayContent(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse(MediaType) } };
}
